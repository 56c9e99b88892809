/** The shipped mappings, compiled from `mappings/*.yaml` by the build. */
declare module "virtual:mappings" {
  const mappings: readonly { readonly source: string; readonly sha256: string; readonly document: unknown }[];
  export default mappings;
}
