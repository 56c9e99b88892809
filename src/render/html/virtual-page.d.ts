/** The style and the script of every page, compiled from `client/` by the build; hashes in base64. */
declare module "virtual:page" {
  interface Asset {
    readonly text: string;
    readonly sha256: string;
  }
  const page: { readonly style: Asset; readonly script: Asset };
  export default page;
}
