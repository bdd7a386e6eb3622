//! The sheet of the people: one row a post; the same name again is the same person's next post.

use std::collections::BTreeMap;

use jinshui_core::MemberId;
use jinshui_core::community::{Group, Member, Post, Role};
use sha2::{Digest, Sha256};

use super::grids::Grids;
use super::problem::Problem;
use super::sheet::{Row, Sheet};
use super::words::{ROLES, group, level, levels_of, list, meaning};

/// Reads the people.
pub(super) fn read(sheet: &Sheet, grids: &Grids, problems: &mut Vec<Problem>) -> Vec<Member> {
    let mut people: BTreeMap<String, Member> = BTreeMap::new();
    for row in &sheet.rows {
        if let Err(problem) = person(sheet, row, grids, &mut people) {
            problems.push(problem);
        }
    }
    if problems.is_empty() && !people.values().any(|member| member.has_role(&Role::Office)) {
        let why = "没有一个人的角色是「社区」 (nobody holds the office)".to_owned();
        problems.push(Problem::whole(&sheet.name, why, "请至少写一位社区工作人员"));
    }
    people.into_values().collect()
}

fn person(
    sheet: &Sheet,
    row: &Row,
    grids: &Grids,
    people: &mut BTreeMap<String, Member>,
) -> Result<(), Problem> {
    let problem =
        |column, why: String, todo: String| Problem::cell(&sheet.name, row.number, column, why, todo);
    let name = row.text("姓名");
    if name.is_empty() {
        return Err(problem("姓名", "空着 (empty)".to_owned(), "请写姓名".to_owned()));
    }
    let party_member = match row.text("党员") {
        "是" => true,
        "否" | "" => false,
        other => {
            let why = format!("“{other}”看不懂 (neither yes nor no)");
            return Err(problem("党员", why, "请写 是 或 否".to_owned()));
        }
    };
    let role = meaning(ROLES, row.text("角色")).ok_or_else(|| {
        let why = format!("“{}”不是一个角色 (unknown role)", row.text("角色"));
        problem("角色", why, format!("请写：{}", list(ROLES.get(..8).unwrap_or(ROLES))))
    })?;
    let post = post(sheet, row, grids, role)?;
    let salutation = Some(row.text("称呼")).filter(|text| !text.is_empty()).unwrap_or(name).to_owned();
    match people.get_mut(name) {
        Some(member) if member.salutation == salutation => {
            member.posts.push(post);
            member.groups.extend(groups(row));
            member.groups.dedup();
            member.party_member |= party_member;
        }
        Some(_) => {
            let why = format!("“{name}”前面已经有了，称呼不同 (two people of one name)");
            return Err(problem("姓名", why, "同一个人请写同样的称呼；两个人请在姓名后加编号".to_owned()));
        }
        None => {
            let member = Member {
                id: id(name),
                name: name.to_owned(),
                salutation,
                posts: vec![post],
                groups: groups(row),
                party_member,
                made_up: false,
                active: true,
            };
            people.insert(name.to_owned(), member);
        }
    }
    Ok(())
}

fn post(sheet: &Sheet, row: &Row, grids: &Grids, role: Role) -> Result<Post, Problem> {
    let at = row.text("所在");
    let levels = levels_of(&role);
    let node = grids.get(at).filter(|node| levels.contains(&node.kind));
    let node = node.ok_or_else(|| {
        let words: Vec<_> = levels.iter().map(level).collect();
        let why = format!("“{at}”不是表里的{} (no such place for this role)", words.join("或"));
        let todo = format!("请照「网格」表写{}的名称", words.join("或"));
        Problem::cell(&sheet.name, row.number, "所在", why, todo)
    })?;
    Ok(Post { role, node: node.id.clone() })
}

fn groups(row: &Row) -> Vec<Group> {
    let words = row.text("组").split(['、', ',', '，', ';', '；', ' ']);
    words.filter(|word| !word.is_empty()).map(group).collect()
}

/// A member's name for life follows from their name, so that the same workbook read again means the same person.
fn id(name: &str) -> MemberId {
    let hex: String = hex::encode(Sha256::digest(format!("member/{name}"))).chars().take(12).collect();
    MemberId(format!("m-{hex}"))
}
