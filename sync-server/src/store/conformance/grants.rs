//! Who is named in a sealed space, asked of every store.

use super::*;

fn case() -> Space {
    Space::Case("c".to_owned())
}

fn naming(n: u8, dep: u8, names: &[(&str, bool)]) -> NewChange {
    let names = names.iter().map(|(member, here)| ((*member).into(), *here)).collect();
    NewChange { names, ..change(1, n, &[dep]) }
}

async fn rights(store: &impl Store) -> u64 {
    store.position().await.unwrap().rights
}

async fn is_named(store: &impl Store, member: &str) -> bool {
    store.directory_since(0).await.unwrap().grants.is_named(&case(), &member.into())
}

pub(super) async fn who_is_named_is_granted_with_the_change_that_says_so(store: &impl Store) {
    let directory = with_directory(store).await;
    let begin = append(directory, vec![create(1, case())], vec![naming(1, 0, &[("a", true)])]);
    durable(store, begin.clone()).await;
    let first = rights(store).await;
    assert!(first > directory, "the grant is an entry of the log");
    assert_eq!(store.position().await.unwrap().directory, directory, "and no row of the directory");
    assert!(is_named(store, "a").await && !is_named(store, "b").await);
    let page = LogRequest {
        rights: directory,
        spaces: Arc::new(vec![case()]),
        after: 0,
        except: Arc::new(HashSet::new()),
        digests: false,
        bounds: Bounds::default(),
    };
    assert_eq!(
        store.read_log(page.clone()).await.unwrap(),
        Snapshot::Stale,
        "by rights of before nothing is read"
    );
    let fill = FillRequest { rights: directory, space: case(), after: id(0), bounds: Bounds::default() };
    assert_eq!(store.read_fill(fill).await.unwrap(), Snapshot::Stale);
    let late = append(directory, vec![], vec![naming(2, 1, &[])]);
    assert_eq!(store.append(late).await.unwrap(), Appended::Stale, "nor judged");
    let repeated = Append { create: vec![], rights: first, ..begin };
    durable(store, repeated).await;
    assert_eq!(rights(store).await, first, "a change that is there already grants nothing anew");
    durable(store, append(first, vec![], vec![naming(3, 1, &[("a", false), ("b", true)])])).await;
    assert!(!is_named(store, "a").await && is_named(store, "b").await);
    let grants = store.directory_since(0).await.unwrap().grants;
    assert!(grants.was_named(&case(), &"a".into()));
    let now = LogRequest { rights: rights(store).await, ..page };
    let Snapshot::Page(page) = store.read_log(now).await.unwrap() else { panic!("stale") };
    assert_eq!(page.documents.len(), 1);
    assert!(page.left.is_empty(), "who is taken off hears of a space, and nobody of a document");
}

pub(super) async fn r15_who_was_taken_off_was_named_before_they_heard_of_it(store: &impl Store) {
    let directory = with_directory(store).await;
    durable(store, append(directory, vec![create(1, case())], vec![naming(1, 0, &[("a", true)])])).await;
    let heard = store.position().await.unwrap().head;
    durable(store, append(rights(store).await, vec![], vec![naming(2, 1, &[("a", false)])])).await;
    let past = async |who: &str, seq| store.past(&who.into(), vec![id(1)], seq, NOW).await.unwrap().named;
    assert_eq!(past("a", heard).await, [case()]);
    assert!(past("b", heard).await.is_empty());
    assert!(past("a", store.position().await.unwrap().head).await.is_empty());
    assert!(store.past(&"a".into(), vec![], heard, NOW.plus_ms(1)).await.unwrap().named.is_empty());
}

pub(super) async fn a_space_that_has_run_out_takes_everybody_off(store: &impl Store) {
    let directory = with_directory(store).await;
    let names = naming(1, 0, &[("a", true), ("b", true)]);
    let begin = NewChange { until: Some(NOW.plus_ms(5)), ..names };
    durable(store, append(directory, vec![create(1, case())], vec![begin])).await;
    let grants = store.directory_since(0).await.unwrap().grants;
    assert!(!grants.is_due(NOW.plus_ms(4)) && grants.is_due(NOW.plus_ms(5)));
    assert!(!store.expire(NOW.plus_ms(4)).await.unwrap() && is_named(store, "a").await);
    let before = rights(store).await;
    assert!(store.expire(NOW.plus_ms(5)).await.unwrap());
    assert!(!is_named(store, "a").await && !is_named(store, "b").await && rights(store).await > before);
    assert!(!store.expire(NOW.plus_ms(9)).await.unwrap(), "once");
    assert!(!store.directory_since(0).await.unwrap().grants.is_due(NOW.plus_ms(9)));
}
