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
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/genesis");
        for kind in Kind::ALL {
            let version = newest_schema(kind).unwrap();
            // What was written once is never written anew (R1).
            let path = format!("{folder}/{kind}-{version}.change");
            if std::fs::metadata(&path).map_or(0, |file| file.len()) == 0 {
                std::fs::write(path, make(kind, version)).unwrap();
            }
        }
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
    let golden = [
        (Kind::Hazard, "4245c31a234ea4eb96688aa13f3f4385c7dcdff6b04cb3bfb672b69014ca74f5"),
        (Kind::Patrol, "98cb38420bd87fe2d84e86521d98ba14367c0943b9c790abddf8f379d89c774b"),
        (Kind::Checklist, "283c92645d53ec3d9f1e153d7dd7daadcd7b79a8418271ed8ec717af11481868"),
        (Kind::Home, "86b5bc7e9375059de08d0f778f21c404ba1002a5ac3286a8c49cd10a0d350eef"),
        (Kind::Resident, "6da2e1b29177a5d6c37c8123704c8551da0a92ffe4a0c4d8b1e958166c6ffe16"),
        (Kind::Case, "f93b7e00218ef7c721e204f8252869fce8ca121e71cd977fe2d8a24b044a3c05"),
        (Kind::Card, "586432e9829f5e5b33a534adf9453f3458138f2a3761167377186de226463c8d"),
        (Kind::Answer, "62abcf91ea1799bc214e01821a82aa27e7820a0e674d4d5ebdd97787d7ed2a62"),
        (Kind::Care, "871769fd36857aa7750e6c2dea278e6babaa069b067a91271ec2ee98eb1e1055"),
        (Kind::Watch, "b6af9df804a2ff771587adc50df81213d3e5c79fe488cb9f193b08cff49258ed"),
    ];
    assert_eq!(golden.len(), Kind::ALL.len());
    for (kind, hash) in golden {
        assert_eq!(genesis(&kind, 1).unwrap().hash().unwrap().to_string(), hash, "{kind}");
    }
}
