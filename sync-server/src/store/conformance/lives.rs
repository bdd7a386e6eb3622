//! Lives of the log, what a device gives back and devices that were forgotten (R22, R23), asked of every store.

use super::*;

/// R23: up to where two lives are the same is the least position at which any life since began.
pub(super) async fn lives_know_where_they_parted(store: &impl Store) {
    let directory = with_directory(store).await;
    let epoch = |n| Epoch(Uuid::from_u128(n));
    let begin = async |after, to, from_head| {
        let new = NewLife { after: epoch(after), epoch: epoch(to), from_head };
        store.begin_life(new).await.unwrap()
    };
    assert_eq!(store.shared_with(EPOCH).await.unwrap(), None, "it is this one");
    assert_eq!(begin(0xE, 1, true).await, epoch(1));
    assert_eq!(begin(0xE, 2, true).await, epoch(1), "another one has begun meanwhile");
    assert_eq!(store.position().await.unwrap().epoch, epoch(1));
    assert_eq!(store.shared_with(EPOCH).await.unwrap(), Some(directory));
    durable(store, append(directory, vec![create(1, grid("a"))], vec![change(1, 1, &[0])])).await;
    begin(1, 3, true).await;
    assert_eq!(store.shared_with(epoch(1)).await.unwrap(), Some(directory + 1));
    assert_eq!(store.shared_with(EPOCH).await.unwrap(), Some(directory), "the least since");
    begin(3, 4, false).await;
    for before in [0xE, 1, 3, 99] {
        assert_eq!(store.shared_with(epoch(before)).await.unwrap(), None, "nobody knows where they parted");
    }
}

pub(super) async fn what_is_given_back_keeps_its_author_and_its_time(store: &impl Store) {
    let directory = with_directory(store).await;
    let recovered = Recovered { author: MemberId("other".to_owned()), received_at: Timestamp(7) };
    let back = NewChange { recovered: Some(recovered), ..change(1, 1, &[0]) };
    let new = append(directory, vec![create(1, grid("a"))], vec![back, change(1, 2, &[1])]);
    let Appended::Durable(receipts) = store.append(new).await.unwrap() else { panic!("stale") };
    assert_eq!(receipts.iter().map(|one| one.received_at).collect::<Vec<_>>(), [Timestamp(7), NOW]);
    let stored = store.changes_of(id(1)).await.unwrap();
    assert_eq!((stored[0].author.as_str(), stored[0].received_at), ("other", Timestamp(7)));
    assert_eq!((stored[1].author.as_str(), stored[1].received_at), ("m", NOW));
    let rows = store.recovered().await.unwrap();
    let told: Vec<_> = rows.iter().map(|row| (row.hash, row.author.as_str(), row.via.as_str())).collect();
    assert_eq!(told, [(hash(1), "other", "d")]);
    durable(store, append(directory, vec![create(2, grid("a")), create(3, grid("b"))], vec![])).await;
    let found = async |after, most| {
        let found = store.documents_in(grid("a"), id(after), most).await.unwrap();
        found.iter().map(|meta| meta.id).collect::<Vec<_>>()
    };
    assert_eq!(found(0, 9).await, [id(1), id(2)]);
    assert_eq!((found(0, 1).await, found(1, 9).await), (vec![id(1)], vec![id(2)]));
}

pub(super) async fn a_forgotten_device_is_known_again_and_nobody_takes_its_name(store: &impl Store) {
    let device = |name: &str, tag: u8, key: u8| NewDevice {
        id: DeviceId(name.to_owned()),
        tag: DeviceTag([tag; 8]),
        public_key: vec![key; 33],
        name: "phone".to_owned(),
        at: NOW,
    };
    let member = MemberId("m".to_owned());
    for _ in 0..2 {
        assert!(store.rejoin(device("a", 1, 1), member.clone()).await.unwrap());
    }
    for other in [device("a", 1, 2), device("a", 2, 1), device("b", 1, 1)] {
        assert!(!store.rejoin(other, member.clone()).await.unwrap());
    }
    let a = DeviceId("a".to_owned());
    store.keep_turns(&a, "x".to_owned(), Some(NOW)).await.unwrap();
    store.keep_turns(&a, "y".to_owned(), Some(Timestamp(9_999))).await.unwrap();
    assert_eq!(store.device(&a).await.unwrap().unwrap().turns.as_deref(), Some("y"));
    let rows = store.devices().await.unwrap();
    let told: Vec<_> = rows.iter().map(|row| (row.device.as_str(), row.cloned_at)).collect();
    assert_eq!(told, [("a", Some(NOW))]);
}
