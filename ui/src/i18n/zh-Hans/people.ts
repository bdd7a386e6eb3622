/** Words for people and the places they look after, in Chinese. */
export const people = {
  role: {
    volunteer: "志愿者", building_head: "楼道长", grid_assistant: "网格协管员", grid_worker: "专职网格员", police: "社区民警", office: "社区工作人员",
    property: "物业", resident: "居民代表", unknown: "别的职务",
  },
  group: {
    patrol: "治安巡防组", information: "信息收集组", service: "志愿服务组", policy: "政策宣讲组", mediation: "矛盾调解组", unknown: "别的组",
  },
  node: { community: "社区", party_grid: "党建网格", security_grid: "治安网格", post_area: "楼栋单元", unknown: "别的" },
  place: {
    building: "{name}号楼", unit: "{name}单元", both: "{building}{unit}", unknown: "地方没写", wholeBuilding: "不分单元",
  },
  community: {
    title: "社区", tree: "网格和楼栋", people: "按名字找人", peopleHint: "名字", none: "没找到这个人", found: "找到 {n} 人", moreFound: "找到 {n} 人，先列出 {shown} 人",
    roles: "有多少人", closed: "已停用", noPeople: "这里还没有人", rolesCount: "{role} {n} 人", children: "{n} 个",
  },
};
