/** Style sheets are bundled by esbuild for their effect; they export nothing. */
declare module "*.css" {}
