/** The shipped packs, compiled from `packs/*.yaml` by the build. */
declare module "virtual:packs" {
  const packs: readonly {
    readonly source: string;
    readonly sha256: string;
    readonly document: { readonly id: string };
  }[];
  export default packs;
}
