// Finishes what Trunk has built, in the folder that it is about to call dist/: see Trunk.toml.

import { nameByContent } from "./hash.mjs";
import { shortenImports } from "./imports.mjs";
import { inlineFirst } from "./inline.mjs";
import { minifyScripts } from "./minify.mjs";
import { makePages } from "./pages.mjs";
import { splitProgram } from "./split.mjs";

const dir = process.env.TRUNK_STAGING_DIR;
await splitProgram(dir);
shortenImports(dir);
await minifyScripts(dir);
makePages(dir);
inlineFirst(dir);
nameByContent(dir);
