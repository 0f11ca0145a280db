//! The headers that the page is shipped under, as the text of assets/_headers in Netlify's format.
//!
//! Where two rules set the same header for a path, a host may send the last or both, and of two policies only what
//! both allow is allowed: so no two rules of one path set the same header.

use super::{LINKED, Program, Way};

/// What every file is sent with.
const COMMON: [(&str, &str); 5] = [
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    // A link that is only shown is to tell nobody, not even who looks names up.
    ("X-DNS-Prefetch-Control", "off"),
];

/// What a browser can do and the page has no use for.
const REFUSED: [&str; 38] = [
    "accelerometer",
    "browsing-topics",
    "camera",
    "captured-surface-control",
    "compute-pressure",
    "deferred-fetch",
    "deferred-fetch-minimal",
    "digital-credentials-create",
    "digital-credentials-get",
    "display-capture",
    "encrypted-media",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "keyboard-map",
    "language-detector",
    "local-fonts",
    "magnetometer",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "private-state-token-issuance",
    "private-state-token-redemption",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "summarizer",
    "sync-xhr",
    "translator",
    "usb",
    "window-management",
    "xr-spatial-tracking",
];
/// What it has a use for, itself and nobody else: a picture is copied, someone speaks to the bird, whose answers the
/// browser's own model may give.
const USED: [&str; 3] = ["clipboard-write", "language-model", "microphone"];

/// Names with a hash never change; the others are asked for again each time (an unchanged file costs one 304).
const KEPT: &str = "public, max-age=31536000, immutable";
const ASKED_AGAIN: &str = "no-cache";

/// The page under its addresses, and what a visitor gets who came to none.
const DOCUMENTS: [&str; 5] = ["/", "/index.html", "/en/", "/en/index.html", "/404.html"];
/// Names without a hash, beside those. The tab, the page and what takes its place all want the icon: once a day is enough.
const UNHASHED: [(&str, &str); 6] = [
    ("/apple-touch-icon.png", ASKED_AGAIN),
    ("/icon-*", ASKED_AGAIN),
    ("/icon.svg", "public, max-age=86400"),
    ("/licences.txt", ASKED_AGAIN),
    ("/manifest.webmanifest", ASKED_AGAIN),
    ("/og*", ASKED_AGAIN),
];
/// How names with one begin, beside those of workers.
const HASHED: [&str; 6] = [
    "/app-*",
    "/bird-*",
    "/boot-*",
    "/desk-*",
    "/shared-*",
    "/whole-*",
];

/// The places of the hashes by which a policy allows the one style and the one script that stand in the pages
/// themselves. They are known after a build only: `xtask/inline.mjs` writes them. Until then, they allow nothing.
const INLINE_STYLE: &str = "'sha256-style.css'";
const INLINE_SCRIPT: &str = "'sha256-theme.js'";

/// A path with what it is sent with: names and values.
struct Rule {
    path: String,
    sent: Vec<(&'static str, String)>,
}

/// The whole file.
pub fn text() -> String {
    let mut text = String::from(
        "# Made by src/engine/policy: `UPDATE_EXPECT=1 cargo test --test it policy` writes it anew.\n\
         # Netlify's format; the tests serve dist/ under these very rules. No two rules of one path set the same header.\n",
    );
    text.push_str("# Links that people may follow lead to:");
    for host in LINKED {
        text.push_str(&[" https://", host].concat());
    }
    text.push('\n');
    for Rule { path, sent } in rules() {
        text.push('\n');
        text.push_str(&path);
        for (name, value) in sent {
            text.push_str(&["\n  ", name, ": ", &value].concat());
        }
        text.push('\n');
    }
    text
}

/// The content policy of a program.
pub fn policy(program: Program) -> String {
    // Wasm is compiled and nothing else is; neither markup nor script is made of texts. What starts workers
    // (the page, and the archive worker for those that help it) has a policy that says which; see boot.js.
    let script = match program {
        Program::Page => ["script-src 'self' 'wasm-unsafe-eval' ", INLINE_SCRIPT].concat(),
        Program::Keeper => "script-src 'self'".to_owned(),
        _ => "script-src 'self' 'wasm-unsafe-eval'".to_owned(),
    };
    let starts = match program {
        Program::Page | Program::Archive => "trusted-types default",
        _ => "trusted-types 'none'",
    };
    let mut parts = vec!["default-src 'none'".to_owned(), script];
    let to = |is_picture| {
        let ways = program.asks();
        let ways = ways.filter(move |way| (*way == Way::Avatars) == is_picture);
        ways.filter_map(Way::origin).collect::<Vec<_>>().join(" ")
    };
    if program == Program::Page {
        parts.push(["style-src 'self' ", INLINE_STYLE].concat());
        parts.push(["img-src 'self' blob: data: ", &to(true)].concat());
        parts.push("font-src 'self'".to_owned());
    }
    let asked = to(false);
    if !asked.is_empty() {
        parts.push(["connect-src ", &asked].concat());
    }
    if program == Program::Page {
        let own = "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        parts.push(own.to_owned());
    }
    parts.push("require-trusted-types-for 'script'".to_owned());
    parts.push(starts.to_owned());
    parts.join("; ")
}

fn rules() -> Vec<Rule> {
    let mut common: Vec<(&str, String)> =
        COMMON.map(|(name, value)| (name, value.to_owned())).into();
    common.push(("Permissions-Policy", permissions()));
    let mut rules = vec![Rule {
        path: "/*".to_owned(),
        sent: common,
    }];
    let cached = |path: &str, how: &str| Rule {
        path: path.to_owned(),
        sent: vec![("Cache-Control", how.to_owned())],
    };
    let ruled = |path: String, program, how: &str| Rule {
        sent: vec![
            ("Content-Security-Policy", policy(program)),
            ("Cache-Control", how.to_owned()),
        ],
        path,
    };
    for path in DOCUMENTS {
        rules.push(ruled(path.to_owned(), Program::Page, ASKED_AGAIN));
    }
    // A worker does not inherit the page's policy: without one of its own it could ask anybody.
    for program in Program::ALL {
        let file = ["/", program.file()].concat();
        match program {
            Program::Page => {}
            Program::Keeper => rules.push(ruled([&file, ".js"].concat(), program, ASKED_AGAIN)),
            _ => rules.push(ruled([&file, "-*"].concat(), program, KEPT)),
        }
    }
    rules.extend(HASHED.map(|path| cached(path, KEPT)));
    rules.extend(UNHASHED.map(|(path, how)| cached(path, how)));
    rules
}

fn permissions() -> String {
    let mut all: Vec<String> = Vec::new();
    all.extend(REFUSED.map(|name| [name, "=()"].concat()));
    all.extend(USED.map(|name| [name, "=(self)"].concat()));
    all.sort();
    all.join(", ")
}
