/** The sample's community and people: plainly made up, the numbers of the real tree. */
import type { CommunityView } from "../generated/CommunityView";
import type { Group } from "../generated/Group";
import type { Member } from "../generated/Member";
import type { Node } from "../generated/Node";
import type { NodeKind } from "../generated/NodeKind";
import type { Role } from "../generated/Role";

function node(id: string, kind: NodeKind, parent: string | null, name: string): Node {
  return { id, kind, parent, name, building: null, unit: null, active: true };
}

/** 1 community, 9 Party grids, 36 security grids, 216 post areas. */
export function sampleNodes(): Node[] {
  const nodes = [node("c", "community", null, "金水社区（演示）")];
  for (let party = 1; party <= 9; party++) nodes.push(node(`p${party}`, "party_grid", "c", `第${party}党建网格`));
  for (let grid = 1; grid <= 36; grid++) {
    nodes.push(node(`g${grid}`, "security_grid", `p${Math.floor((grid - 1) / 4) + 1}`, `第${grid}网格`));
    for (let area = 0; area < 6; area++) {
      const number = (grid - 1) * 6 + area;
      const building = String(Math.floor(number / 3) + 1);
      const unit = String((number % 3) + 1);
      nodes.push({ ...node(`a${number + 1}`, "post_area", `g${grid}`, `${building}号楼${unit}单元`), building, unit });
    }
  }
  return nodes;
}

function member(id: string, name: string, salutation: string, role: Role, at: string, groups: Group[] = []): Member {
  const posts = [{ role, node: at }];
  return { id, name, salutation, posts, groups, party_member: role === "police", made_up: true, active: true };
}

/** A few dozen people. */
export const MEMBERS: Member[] = [
  member("wang", "王秀英", "王姨", "volunteer", "g2", ["patrol", "service"]),
  member("li", "李桂兰", "李姐", "volunteer", "g2", ["patrol"]),
  member("liu", "刘玉梅", "刘阿姨", "volunteer", "g9", ["patrol"]),
  member("chen", "陈淑珍", "陈姨", "building_head", "a12", ["information", "mediation"]),
  member("sun", "孙凤霞", "孙姨", "building_head", "a7", ["information"]),
  member("zhang", "张建军", "张老师", "grid_assistant", "g2", ["patrol"]),
  member("zhou", "周国庆", "周警官", "police", "c"),
  member("zhao", "赵爱华", "赵同志", "office", "c"),
  member("wu", "吴丽萍", "吴同志", "grid_worker", "p1", ["information"]),
  member("xu", "徐建军", "徐师傅", "property", "c"),
  { ...member("tian", "田秀兰", "田姨", "building_head", "a11", ["information"]), posts: [{ role: "building_head", node: "a11" }, { role: "building_head", node: "a10" }] },
  ...["高", "林", "何", "郭", "马", "罗", "黄", "杨"].map((surname, index) =>
    member(`head-${index}`, `${surname}春花`, `${surname}姨`, "building_head", `a${index + 1}`, ["information"]),
  ),
];

/** `community.show`. */
export function sampleCommunity(): CommunityView {
  return {
    nodes: sampleNodes(),
    roles: { volunteer: 72, building_head: 216, grid_assistant: 36, grid_worker: 9, police: 2, office: 2, property: 1 },
  };
}
