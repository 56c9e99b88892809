/** The shipped packs, compiled from `packs/*.yaml` by the build, which has checked them by their schema. */
declare module "virtual:packs" {
  const packs: readonly {
    readonly source: string;
    readonly sha256: string;
    readonly document: import("../model/pack.ts").PackDocument;
  }[];
  export default packs;
}
