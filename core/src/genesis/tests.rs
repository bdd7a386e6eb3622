//! Holds the golden bytes to what the schema says. They were written once by
//! `JINSHUI_WRITE_GENESIS=1 cargo test -p jinshui-core genesis` and never change for a schema version.

use automerge::transaction::{CommitOptions, Transactable};
use automerge::{ActorId, AutoCommit, ObjType, ROOT, ReadDoc};

use super::*;
use crate::schema;

fn make(kind: &Kind, version: u32) -> Vec<u8> {
    let mut doc = AutoCommit::new();
    doc.set_actor(ActorId::from(*b"jinshui genesis1"));
    doc.put(ROOT, "kind", kind.code()).unwrap();
    doc.put(ROOT, "schema", u64::from(version)).unwrap();
    for container in schema::of(kind).unwrap().containers {
        let object = if container.is_text { ObjType::Text } else { ObjType::List };
        doc.put_object(ROOT, container.key, object).unwrap();
    }
    doc.commit_with(CommitOptions::default().with_time(0));
    doc.get_last_local_change().unwrap().raw_bytes().to_vec()
}

#[test]
fn the_golden_bytes_make_the_containers_of_the_schema() {
    if std::env::var_os("JINSHUI_WRITE_GENESIS").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/genesis/hazard-1.change");
        std::fs::write(path, make(&Kind::Hazard, 1)).unwrap();
    }
    for kind in Kind::ALL {
        for version in 1..=newest_schema(kind).unwrap() {
            let change = genesis(kind, version).unwrap().change().unwrap();
            assert!(change.deps().is_empty() && change.timestamp() == 0 && change.seq() == 1);
            let mut doc = AutoCommit::new();
            doc.apply_changes([change]).unwrap();
            for container in schema::of(kind).unwrap().containers {
                let (value, _) = doc.get(ROOT, container.key).unwrap().unwrap();
                assert!(value.is_object(), "{kind} {}", container.key);
            }
        }
    }
}

#[test]
fn the_golden_hash_never_changes() {
    let hash = genesis(&Kind::Hazard, 1).unwrap().hash().unwrap();
    assert_eq!(hash.to_string(), "4245c31a234ea4eb96688aa13f3f4385c7dcdff6b04cb3bfb672b69014ca74f5");
}
