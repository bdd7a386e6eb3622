//! Commands on a store of their own, as one person does them; the hub is not there.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jinshui_core::command::{Command, Outcome, Reported};
use jinshui_core::{Code, DocumentId, Failure, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Desk, Files, Pulse};
use crate::platform::{Clock, SystemRandom};
use crate::store::tests::{Phone, phone};

mod home;
mod import;
mod patrol;
mod rights;

const START: i64 = 1_790_000_000_000;

/// A clock that stands until it is moved.
struct Standing(AtomicI64);

impl Clock for Standing {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::Relaxed))
    }
}

/// A phone in somebody's hand.
struct Hand {
    phone: Phone,
    clock: Arc<Standing>,
}

impl Hand {
    fn of(member: &str) -> Self {
        Hand { phone: phone(member, 1), clock: Arc::new(Standing(AtomicI64::new(START))) }
    }

    /// Time goes by.
    fn later(&self, minutes: i64) {
        self.clock.0.fetch_add(minutes * 60_000, Ordering::Relaxed);
    }

    fn run(&mut self, name: &str, args: Value) -> Result<Outcome, Failure> {
        let command: Command = crate::app::parse(json!({ "command": name, "args": args }))?;
        let mut desk = Desk {
            store: &mut self.phone.store,
            clock: self.clock.clone(),
            random: Arc::new(SystemRandom),
            pulse: Pulse::default(),
            files: Files::Refused,
            looked: false,
        };
        desk.execute(command)
    }

    /// Does a command that has to succeed; gives its reply.
    fn does(&mut self, name: &str, args: Value) -> Value {
        match self.run(name, args.clone()) {
            Ok(outcome) => serde_json::to_value(outcome.ok).unwrap(),
            Err(failure) => panic!("{name} {args}: {failure}"),
        }
    }

    fn writes(&mut self, name: &str, args: Value) -> Reported {
        serde_json::from_value(self.does(name, args)).unwrap()
    }

    /// Does a command that has to fail; gives its code.
    fn fails(&mut self, name: &str, args: Value) -> Code {
        self.run(name, args).expect_err(name).code
    }
}

fn new_id() -> DocumentId {
    DocumentId(Uuid::now_v7())
}
