//! What must hold where several hubs stand over one store, and what one device sends must not stop another's.

use super::*;

pub(super) async fn all<S: Store, F: AsyncFn() -> S>(fresh: &F) {
    a_verdict_is_final_whichever_hub_gave_it(&fresh().await).await;
    what_is_given_back_stands_whatever_was_refused(&fresh().await).await;
    an_odd_name_stops_nothing(&fresh().await).await;
}

/// Two processes over one store: what one commits the other stands on and hears of.
pub(in crate::store) async fn shared<S: Store>(one: &S, other: &S) {
    let directory = with_directory(one).await;
    let mut wakes = other.wakes();
    let begun = append(directory, vec![create(1, grid("a"))], vec![change(1, 1, &[0])]);
    let first = durable(one, begun.clone()).await;
    tokio::time::timeout(WAIT, wakes.changed()).await.unwrap().unwrap();
    assert_eq!(other.append(begun).await.unwrap(), Appended::Stale, "the other has begun it");
    let on = |n, deps: &[u8]| Append {
        judged: vec![judged(1, grid("a"))],
        ..append(directory, vec![], vec![change(1, n, deps)])
    };
    // Both judged on the same heads: neither has to judge anew, and both stand.
    assert_eq!(durable(other, on(2, &[1])).await, [first[0] + 1]);
    assert_eq!(durable(one, on(3, &[1])).await, [first[0] + 2]);
    assert_eq!(durable(one, on(2, &[1])).await, [first[0] + 1], "sent to both");
    assert_eq!(other.documents(vec![id(1)]).await.unwrap()[0].heads, [hash(2), hash(3)]);
    assert_eq!(log(other, directory, &[grid("a")], 0, Bounds::default()).await.documents[0].changes.len(), 3);
    wakes.mark_unchanged();
    let newer = one.put_directory(vec![], vec![], NOW).await.unwrap();
    tokio::time::timeout(WAIT, wakes.changed()).await.unwrap().unwrap();
    assert_eq!(other.append(on(4, &[3])).await.unwrap(), Appended::Stale, "rights have moved");
    assert_eq!(other.position().await.unwrap().directory, newer);
}

async fn a_verdict_is_final_whichever_hub_gave_it(store: &impl Store) {
    let directory = with_directory(store).await;
    let refusal = |n: u8| NewRefusal {
        document: id(1),
        kind: Kind::Hazard,
        space: grid("a"),
        name: hash(n),
        bytes: vec![n],
        reason: "role".to_owned(),
    };
    let refused = Append { refusals: vec![refusal(7)], ..append(directory, vec![], vec![]) };
    durable(store, refused).await;
    durable(store, append(directory, vec![create(1, grid("a"))], vec![change(1, 1, &[0])])).await;
    let stands =
        Append { judged: vec![judged(1, grid("a"))], ..append(directory, vec![], vec![change(1, 7, &[1])]) };
    assert_eq!(store.append(stands).await.unwrap(), Appended::Stale, "it was refused meanwhile");
    let refused = Append { refusals: vec![refusal(1)], ..append(directory, vec![], vec![]) };
    assert_eq!(store.append(refused).await.unwrap(), Appended::Stale, "it was accepted meanwhile");
    assert_eq!(store.refusals().await.unwrap().len(), 1);
    assert_eq!(store.changes_of(id(1)).await.unwrap().len(), 1);
}

/// R23: a refusal of a change that was in the log of another life stands in nobody's way when it is given back.
async fn what_is_given_back_stands_whatever_was_refused(store: &impl Store) {
    let directory = with_directory(store).await;
    let refusal = NewRefusal {
        document: id(1),
        kind: Kind::Hazard,
        space: grid("a"),
        name: hash(1),
        bytes: vec![1],
        reason: "role".to_owned(),
    };
    durable(store, Append { refusals: vec![refusal], ..append(directory, vec![], vec![]) }).await;
    let recovered = Recovered { author: MemberId("other".to_owned()), received_at: Timestamp(7) };
    let back = NewChange { recovered: Some(recovered), ..change(1, 1, &[0]) };
    durable(store, append(directory, vec![create(1, grid("a"))], vec![back])).await;
    assert_eq!(store.changes_of(id(1)).await.unwrap().len(), 1);
}

async fn an_odd_name_stops_nothing(store: &impl Store) {
    let directory = with_directory(store).await;
    let odd = NewRefusal {
        document: id(1),
        kind: Kind::from_code("a\0b"),
        space: Space::parse("a\0b"),
        name: hash(7),
        bytes: vec![],
        reason: "schema".to_owned(),
    };
    let beside = append(directory, vec![create(2, grid("a"))], vec![change(2, 1, &[0])]);
    assert_eq!(durable(store, Append { refusals: vec![odd], ..beside }).await.len(), 1);
    assert_eq!(store.refusals().await.unwrap().len(), 1);
    let nobody = DeviceId("d\0".to_owned());
    assert_eq!(store.device(&nobody).await.unwrap(), None);
    assert!(!store.revoke(&nobody, NOW).await.unwrap());
}
