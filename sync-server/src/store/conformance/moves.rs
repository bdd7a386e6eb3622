//! Moves of documents, and what a member could do before they were heard of (R15), asked of every store.

use super::*;

pub(super) async fn r15_a_moved_document_is_whole_to_who_gains_it_and_gone_to_who_loses_it(
    store: &impl Store,
) {
    let directory = with_directory(store).await;
    let creates = vec![create(1, grid("a")), create(2, grid("a"))];
    let before =
        durable(store, append(directory, creates, vec![change(1, 1, &[0]), change(2, 2, &[0])])).await;
    let moving = NewChange { moves_to: Some(grid("b")), late: true, ..change(1, 3, &[1]) };
    let seqs = durable(store, append(directory, vec![], vec![moving, change(1, 4, &[3])])).await;
    assert_eq!(seqs[1], seqs[0] + 2, "the move has a position of its own");
    let after = before[1];
    let bounds = Bounds::default();
    let gains = log(store, directory, &[grid("b")], after, bounds).await;
    let all: Vec<_> = gains.documents.iter().flat_map(|one| one.changes.iter().map(|c| c.seq)).collect();
    assert_eq!(all, [before[0], seqs[0], seqs[1]], "whole, from its beginning");
    assert!(gains.documents[0].changes[1].late && !gains.documents[0].changes[0].late);
    assert_eq!((gains.left, &gains.documents[0].space), (vec![], &grid("b")));
    let loses = log(store, directory, &[grid("a")], after, bounds).await;
    assert_eq!((loses.left, loses.documents), (vec![id(1)], vec![]));
    let neither = log(store, directory, &[grid("c")], after, bounds).await;
    assert_eq!((neither.left, neither.documents), (vec![], vec![]), "nobody else hears of it");
    // One at a time, each page goes on where the last one ended, and none is passed over.
    let narrow = Bounds { bytes: 1, ..Bounds::default() };
    let (mut at, mut left) = (after, vec![]);
    while at < store.position().await.unwrap().head {
        let page = log(store, directory, &[grid("a")], at, narrow).await;
        left.extend(page.left);
        at = page.seq;
    }
    assert_eq!(left, [id(1)]);
    let digests = store.space_digests(vec![grid("a"), grid("b")]).await.unwrap();
    assert_eq!((digests[0].count, digests[1].count), (1, 1));
    assert_eq!(digests[1].digest, jinshui_core::document::digest(id(1), 0, &[hash(4)]));
    let metas = store.documents(vec![id(1)]).await.unwrap();
    assert_eq!(metas[0].space, grid("b"));
}

pub(super) async fn r15_the_past_is_what_was_heard_of(store: &impl Store) {
    let directory = with_directory(store).await;
    durable(store, append(directory, vec![create(1, grid("a"))], vec![change(1, 1, &[0])])).await;
    let heard = store.position().await.unwrap().head;
    let first = store.directory_since(0).await.unwrap().members[0].clone();
    let moved = Member { active: false, ..first.clone() };
    store.put_directory(vec![], vec![moved.clone()], NOW).await.unwrap();
    store.put_directory(vec![], vec![Member { name: "新名".to_owned(), ..moved }], NOW).await.unwrap();
    let directory = store.position().await.unwrap().directory;
    let moving = |n: u8, dep: u8, to: &str| NewChange { moves_to: Some(grid(to)), ..change(1, n, &[dep]) };
    durable(store, append(directory, vec![], vec![moving(3, 1, "b"), moving(4, 3, "c")])).await;
    let past = async |seq, since| store.past(&first.id, vec![id(1), id(9)], seq, since).await.unwrap();
    let then = past(heard, NOW).await;
    assert_eq!(then.member.as_ref(), Some(&first), "as they were, not as they became in between");
    assert_eq!(then.spaces.into_iter().collect::<Vec<_>>(), [(id(1), grid("a"))]);
    let now = past(store.position().await.unwrap().head, NOW).await;
    assert_eq!(now, Past::default());
    assert_eq!(past(heard, NOW.plus_ms(1)).await, Past::default(), "what is too long ago counts no more");
}

pub(super) async fn r15_who_follows_a_record_is_where_it_is_whichever_came_first(store: &impl Store) {
    let directory = with_directory(store).await;
    let follow = |document: u128, n: u8| NewChange { follows: Some(id(1)), ..change(document, n, &[0]) };
    let there = async |n: u128| store.documents(vec![id(n)]).await.unwrap()[0].space.clone();
    let creates = vec![create(1, grid("a")), create(2, grid("a")), create(3, grid("c"))];
    let first = vec![change(1, 1, &[0]), follow(2, 2), follow(3, 3)];
    let before = *durable(store, append(directory, creates, first)).await.last().unwrap();
    let moving = NewChange { moves_to: Some(grid("b")), ..change(1, 4, &[1]) };
    durable(store, append(directory, vec![], vec![moving])).await;
    assert_eq!(there(2).await, grid("b"), "who was there goes along");
    assert_eq!(there(3).await, grid("c"), "who was never where it was is not fetched from elsewhere");
    // Written down by who had not heard; and in one append with a move on.
    durable(store, append(directory, vec![create(4, grid("a"))], vec![follow(4, 5)])).await;
    assert_eq!(there(4).await, grid("b"));
    let moving = NewChange { moves_to: Some(grid("d")), ..change(1, 6, &[4]) };
    let late = vec![moving, follow(5, 7), follow(6, 8)];
    durable(store, append(directory, vec![create(5, grid("a")), create(6, grid("b"))], late)).await;
    for n in [2, 4, 5, 6] {
        assert_eq!(there(n).await, grid("d"), "{n}");
    }
    let gains = log(store, directory, &[grid("d")], before, Bounds::default()).await;
    let whole: Vec<_> = gains.documents.iter().map(|one| (one.document, one.changes.len())).collect();
    assert_eq!(whole.len(), 5, "{whole:?}");
    let loses = log(store, directory, &[grid("a"), grid("b")], before, Bounds::default()).await;
    assert!(loses.documents.is_empty(), "{:?}", loses.documents);
    assert!([1, 2].iter().all(|n| loses.left.contains(&id(*n))), "{:?}", loses.left);
    let spaces = ["a", "b", "c", "d"].map(grid).to_vec();
    let digests = store.space_digests(spaces).await.unwrap();
    assert_eq!(digests.iter().map(|one| one.count).collect::<Vec<_>>(), [0, 0, 1, 5]);
}
