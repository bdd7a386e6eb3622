//! A community that has just come together, made once and copied for every seed: a hub with its people and devices that have
//! joined it. Whatever is drawn here is fixed, so that a seed means the same in every process.

use std::path::Path;
use std::sync::Arc;

use jinshui_core::command::InviteKind;
use jinshui_core::wire::Epoch;
use jinshui_core::{DeviceTag, Timestamp};
use jinshui_device::App;
use jinshui_device::platform::Platform;
use jinshui_device::store::{Identity, Store as DeviceStore};
use jinshui_sync_server::store::sqlite::SqliteStore;
use jinshui_sync_server::store::{Knock, NewDevice, NewInvite, Redeemed, Store as _};
use p256::ecdsa::SigningKey;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::cast::{DEVICES, community};
use super::clock::DAWN;
use super::folder;
use super::hub::Hub;
use super::phone::Phone;
use super::scene::Scene;

/// The folders that every seed begins with.
pub struct Template {
    root: TempDir,
}

/// Where devices believe their hub to be.
pub(super) const SERVER: &str = "http://hub";

impl Template {
    /// Makes it.
    ///
    /// # Panics
    /// Where anything of it fails.
    #[must_use]
    pub fn make() -> Self {
        let root = folder::in_memory();
        let runtime = super::town::runtime();
        runtime.block_on(gather(root.path()));
        Template { root }
    }

    pub(super) fn copy_to(&self, root: &Path) {
        folder::copy(self.root.path(), root);
    }
}

async fn gather(root: &Path) {
    let hub = root.join("hub-0");
    std::fs::create_dir(&hub).unwrap();
    let store = SqliteStore::create(&hub, [7; 32], Epoch(uuid::Uuid::from_u128(7))).unwrap();
    // A key of chance would make one byte more or less of a reply.
    std::fs::write(hub.join("hand-over.key"), format!("{}\n", "07".repeat(32))).unwrap();
    let people = community();
    let (nodes, members) = (people.nodes().cloned().collect(), people.members().cloned().collect());
    store.put_directory(nodes, members, Timestamp(DAWN)).await.unwrap();
    for (at, one) in DEVICES.iter().enumerate() {
        join(root, &store, at, one.member).await;
    }
    store.close().await.unwrap();
    let scene = Scene::new(false);
    let hub = Arc::new(Hub::open(root, &scene.time, 0));
    for (at, _) in DEVICES.iter().enumerate().filter(|(_, one)| one.met) {
        let mut phone = Phone::open(at, root, &scene, &hub, at as u64 + 1);
        phone.app().sync().await.unwrap();
        phone.close();
    }
}

/// A device joins, without drawing anything.
async fn join(root: &Path, store: &SqliteStore, at: usize, member: &str) {
    let secret: [u8; 32] = Sha256::digest(format!("device {at}").as_bytes()).into();
    let public_key = SigningKey::from_slice(&secret).unwrap().verifying_key().to_encoded_point(true);
    let (number, hash) = (format!("{at:06}"), [at as u8; 32]);
    let (now, later) = (Timestamp(DAWN), Timestamp(DAWN + 1000));
    let (member, tag) = (member.into(), DeviceTag([at as u8 + 1; 8]));
    let invite = NewInvite {
        number: number.clone(),
        digits: hash,
        secret: hash,
        second: None,
        kind: InviteKind::Approved,
        member,
        made_at: now,
        expires_at: later,
    };
    assert!(store.add_invite(invite).await.unwrap());
    let id = format!("d-{at:016x}").as_str().into();
    let name = "simulation".to_owned();
    let device = NewDevice { id, tag, public_key: public_key.as_bytes().to_vec(), name, at: now };
    let knock = Knock { number, proof: hash, second: None, device };
    let Redeemed::Welcome(device) = store.redeem(knock).await.unwrap() else { panic!() };
    let home = root.join(format!("phone-{at}-0"));
    std::fs::create_dir(&home).unwrap();
    let platform = Platform::system(&home);
    platform.keys.create(&[at as u8 + 1; 32]).unwrap();
    let mut own = DeviceStore::open(&home, platform).unwrap();
    let (server, secret) = (SERVER.to_owned(), secret.to_vec().into());
    // Nobody is revoked in a simulation: the hub's key is not looked at.
    let hub_key = String::new();
    let identity = Identity { server, device: device.id, tag, member: device.member, secret, hub_key };
    own.keep_identity(&identity).unwrap();
    drop(own);
    drop(App::open(&home).unwrap());
}
