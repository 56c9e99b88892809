/** The shipped mappings, compiled from `mappings/*.yaml` by the build, which has checked them by their schema. */
declare module "virtual:mappings" {
  const mappings: readonly {
    readonly source: string;
    readonly sha256: string;
    readonly document: Omit<import("../model/mapping.ts").Mapping, "sha256">;
  }[];
  export default mappings;
}
