/**
 * Parameters as plain trees: objects and lists with tensors at the leaves.
 *
 * A tree is data, so that interpolating, pruning, perturbing and forgetting are pure functions of trees. Leaves are
 * visited in the order in which a list or an object holds them, which is the same for two trees of one model.
 */
import * as tf from './tf.ts';

export type Tree<L extends tf.Tensor = tf.Tensor> = L | readonly Tree<L>[] | { readonly [key: string]: Tree<L> };

/** The same tree with other leaves. */
export type Mapped<T, L> = T extends tf.Tensor ? L : { readonly [K in keyof T]: Mapped<T[K], L> };

/** All leaves, in order. */
export function leaves<L extends tf.Tensor>(tree: Tree<L>): L[] {
  if (isLeaf(tree)) return [tree];
  return (Array.isArray(tree) ? tree : Object.values(tree)).flatMap((branch: Tree<L>) => leaves(branch));
}

/** A tree of the same shape with `f` of every leaf. */
export function map<L extends tf.Tensor, T extends Tree<L>, M>(tree: T & Tree<L>, f: (leaf: L) => M): Mapped<T, M> {
  const visit = (t: Tree<L>): unknown => {
    if (isLeaf(t)) return f(t);
    if (Array.isArray(t)) return t.map((branch: Tree<L>) => visit(branch));
    return Object.fromEntries(Object.entries(t).map(([key, branch]) => [key, visit(branch)]));
  };
  return visit(tree) as Mapped<T, M>;
}

/** A tree of `f` of the leaves that two trees of one model have in the same place. */
export function zip<T extends Tree, M>(a: T, b: Tree, f: (a: tf.Tensor, b: tf.Tensor) => M): Mapped<T, M> {
  const others = leaves(b);
  if (others.length !== leaves(a).length) throw new Error(`zip: the trees have ${leaves(a).length} and ${others.length} leaves`);
  let k = 0;
  return map(a, (leaf) => {
    const other = others[k++];
    if (!other || other.shape.join() !== leaf.shape.join())
      throw new Error(`zip: leaf ${k - 1} is [${leaf.shape.join()}] in one tree and [${other?.shape.join()}] in the other`);
    return f(leaf, other);
  });
}

/** A copy that owns its memory. */
export const clone = <T extends Tree>(tree: T): Mapped<T, tf.Tensor> => map(tree, (leaf) => tf.tidy(() => tf.add(leaf, 0)));

/** Trainable copies of the leaves. The caller disposes of both trees. */
export const variables = <T extends Tree>(tree: T): Mapped<T, tf.Variable> => map(tree, (leaf) => tf.variable(leaf));

/** How many numbers the tree holds. */
export const size = (tree: Tree): number => leaves(tree).reduce((sum, leaf) => sum + leaf.size, 0);

/** All numbers in one row, leaf after leaf. */
export const flatten = (tree: Tree): tf.Tensor1D => tf.tidy(() => tf.concat1d(leaves(tree).map((leaf) => tf.reshape(leaf, [leaf.size]))));

/** Frees every leaf. */
export function dispose(tree: Tree): void {
  for (const leaf of leaves(tree)) leaf.dispose();
}

const isLeaf = <L extends tf.Tensor>(tree: Tree<L>): tree is L => tree instanceof tf.Tensor;
