//! A device's randomness, and the hub's, from the seed. A device draws inside the transaction of a tap (actors), so that a crash is set to
//! one of its draws.

use std::sync::Mutex;

use super::trap::Trap;
use crate::Chance;

pub(super) struct Dice {
    chance: Mutex<Chance>,
    pub(super) trap: Trap,
}

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Dice { chance: Mutex::new(Chance::new(seed)), trap: Trap::default() }
    }
}

impl jinshui_sync_server::Random for Dice {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), String> {
        jinshui_device::platform::Random::fill(self, bytes)
    }
}

impl jinshui_device::platform::Random for Dice {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), String> {
        if self.trap.pass() {
            return Err("killed by the simulation".to_owned());
        }
        let mut chance = self.chance.lock().unwrap();
        for part in bytes.chunks_mut(8) {
            let drawn = chance.number().to_le_bytes();
            part.iter_mut().zip(drawn).for_each(|(to, from)| *to = from);
        }
        Ok(())
    }
}
