/** The org tree by parent. */
import type { Node } from "../bridge/generated/Node";
import type { NodeId } from "../bridge/generated/NodeId";

/** The children of each node, in the order given; the community stands under null. */
export function childrenOf(nodes: Node[]): Map<NodeId | null, Node[]> {
  const children = new Map<NodeId | null, Node[]>();
  for (const node of nodes) {
    const siblings = children.get(node.parent);
    if (siblings) siblings.push(node);
    else children.set(node.parent, [node]);
  }
  return children;
}
