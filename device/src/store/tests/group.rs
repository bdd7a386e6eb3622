//! What goes together to the hub (R14).

use super::*;

fn remark(id: DocumentId, text: &str) -> Writ<'static> {
    let edit = comment("volunteer-17-1", text).into();
    Writ { target: Target::Existing(id), writing: Writing::Comment, edit }
}

#[test]
fn r14_what_is_written_together_is_never_cut_between_two_requests() {
    let mut phone = phone("volunteer-17-1", 1);
    let ids = [id(1), id(2), id(3)];
    ids.iter().for_each(|id| phone.write(*id, &report("volunteer-17-1")));
    phone.store.write_together(&ids.map(|id| remark(id, "同去"))).unwrap();
    phone.store.write_all(&[remark(ids[0], "另外")]).unwrap();
    // Three reports, then the three that go together; a fourth change would end in the middle of them.
    let all = vec![vec![1, 4, 6]];
    let first = vec![vec![1, 3, 5]];
    for (most, changes, groups) in [(3, 3, vec![]), (4, 6, first.clone()), (6, 6, first), (9, 7, all)] {
        let pushed = phone.store.push(most, usize::MAX).unwrap();
        assert_eq!(
            (pushed.changes.len(), pushed.groups, pushed.more),
            (changes, groups, changes < 7),
            "{most}"
        );
    }
}
