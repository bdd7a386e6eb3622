//! The sheet of the grids: the org tree.

use std::collections::BTreeMap;

use jinshui_core::NodeId;
use jinshui_core::community::{Node, NodeKind};
use sha2::{Digest, Sha256};

use super::problem::Problem;
use super::sheet::{Row, Sheet};
use super::words::{LEVELS, level, list, meaning};

/// The root's name for life.
const ROOT: &str = "c";
/// What the community is called where the sheet has no row for it.
const ROOT_NAME: &str = "社区";

/// The org tree by the names people use.
pub(super) struct Grids {
    nodes: BTreeMap<String, Node>,
}

impl Grids {
    pub(super) fn get(&self, name: &str) -> Option<&Node> {
        let root = || self.nodes.values().find(|node| node.kind == NodeKind::Community);
        self.nodes.get(name).or_else(|| if name == ROOT_NAME || name.is_empty() { root() } else { None })
    }

    pub(super) fn into_nodes(self) -> Vec<Node> {
        self.nodes.into_values().collect()
    }
}

/// Reads the tree.
pub(super) fn read(sheet: &Sheet, problems: &mut Vec<Problem>) -> Grids {
    let mut grids = Grids { nodes: BTreeMap::new() };
    for row in &sheet.rows {
        match node(sheet, row, &grids) {
            Ok(node) => {
                grids.nodes.insert(node.name.clone(), node);
            }
            Err(problem) => problems.push(problem),
        }
    }
    if !grids.nodes.values().any(|node| node.kind == NodeKind::Community) {
        let root = plain(ROOT.into(), NodeKind::Community, None, ROOT_NAME);
        grids.nodes.insert(root.name.clone(), root);
    }
    // A row may stand above the row it hangs on, so this comes last.
    let wrong: Vec<_> = sheet.rows.iter().filter_map(|row| hang(sheet, row, &mut grids).err()).collect();
    problems.extend(wrong);
    grids
}

fn node(sheet: &Sheet, row: &Row, grids: &Grids) -> Result<Node, Problem> {
    let problem =
        |column, why: String, todo: String| Problem::cell(&sheet.name, row.number, column, why, todo);
    let kind = meaning(LEVELS, row.text("级别")).ok_or_else(|| {
        problem(
            "级别",
            format!("“{}”不是一个级别 (unknown level)", row.text("级别")),
            format!("请写：{}", list(LEVELS)),
        )
    })?;
    let name = row.text("名称");
    if name.is_empty() {
        return Err(problem("名称", "空着 (empty)".to_owned(), "请写大家怎么叫它，如 第17网格".to_owned()));
    }
    if grids.nodes.contains_key(name) {
        let todo = "名称不能重复，请加上楼号或编号".to_owned();
        return Err(problem("名称", format!("“{name}”前面已经有了 (repeated)"), todo));
    }
    let id = if kind == NodeKind::Community { ROOT.into() } else { id(&kind, name) };
    let mut node = plain(id, kind, None, name);
    if node.kind == NodeKind::PostArea {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        node.building = some(bare(row.text("楼号")));
        node.unit = some(row.text("单元").trim_end_matches("单元"));
        if node.building.is_none() {
            let todo = "楼栋单元要写楼号，如 3".to_owned();
            return Err(problem("楼号", "空着 (empty)".to_owned(), todo));
        }
    }
    Ok(node)
}

/// Sets what a node hangs on: the level above it.
fn hang(sheet: &Sheet, row: &Row, grids: &mut Grids) -> Result<(), Problem> {
    let name = row.text("名称");
    let wanted = match grids.nodes.get(name).map(|node| &node.kind) {
        Some(NodeKind::PartyGrid) => NodeKind::Community,
        Some(NodeKind::SecurityGrid) => NodeKind::PartyGrid,
        Some(NodeKind::PostArea) => NodeKind::SecurityGrid,
        // The root hangs on nothing; a row with a problem has been told of.
        _ => return Ok(()),
    };
    let above = row.text("上级");
    let found = grids.get(above).filter(|node| node.kind == wanted).map(|node| node.id.clone());
    let Some(id) = found else {
        let why = format!("“{above}”不是表里的{} (not a {wanted} of this sheet)", level(&wanted));
        let todo = format!("请写它所属{}的名称", level(&wanted));
        return Err(Problem::cell(&sheet.name, row.number, "上级", why, todo));
    };
    if let Some(node) = grids.nodes.get_mut(name) {
        node.parent = Some(id);
    }
    Ok(())
}

/// A building's number alone, as homes are written down: 3号楼 is 3, but 金水花园5号楼 keeps its name.
fn bare(building: &str) -> &str {
    let number = building.strip_suffix("号楼").filter(|_| building.starts_with(|c: char| c.is_ascii_digit()));
    number.unwrap_or(building)
}

fn plain(id: NodeId, kind: NodeKind, parent: Option<NodeId>, name: &str) -> Node {
    Node { id, kind, parent, name: name.to_owned(), building: None, unit: None, active: true }
}

/// A node's name for life follows from what it is called, so that the same workbook read again means the same node.
fn id(kind: &NodeKind, name: &str) -> NodeId {
    let hash = Sha256::digest(format!("{kind}/{name}"));
    let hex: String = hex::encode(hash).chars().take(12).collect();
    let letter = kind.code().chars().next().unwrap_or('n');
    NodeId(format!("{letter}-{hex}"))
}
