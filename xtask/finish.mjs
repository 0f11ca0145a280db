// Finishes what Trunk has built, in the folder that it is about to call dist/: see Trunk.toml.

import { nameByContent } from "./hash.mjs";
import { minifyScripts } from "./minify.mjs";
import { makePages } from "./pages.mjs";

const dir = process.env.TRUNK_STAGING_DIR;
await minifyScripts(dir);
makePages(dir);
nameByContent(dir);
