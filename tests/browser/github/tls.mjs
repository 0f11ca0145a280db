// A certificate for GitHub's host names, made anew at every start and trusted by nobody but whoever
// is told of its key.

import { execFileSync } from "node:child_process";
import { X509Certificate, createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A self-signed certificate for these names, good for two days.
 * @param {string[]} hosts
 * @returns {{key: string, cert: string, spki: string}} PEM texts, and what Chromium's
 *   `--ignore-certificate-errors-spki-list` wants: the key's SHA-256 in base64
 */
export function makeCertificate(hosts) {
  const folder = mkdtempSync(join(tmpdir(), "yodori-tls-"));
  const [keyPath, certPath] = ["key.pem", "cert.pem"].map((name) => join(folder, name));
  const names = hosts.map((host) => `DNS:${host}`).join(",");
  const args = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  args.push("-keyout", keyPath, "-out", certPath, "-days", "2");
  args.push("-subj", "/CN=Yodori test", "-addext", `subjectAltName=${names}`);
  try {
    execFileSync("openssl", args, { stdio: ["ignore", "ignore", "pipe"] });
    const [key, cert] = [keyPath, certPath].map((path) => readFileSync(path, "utf8"));
    const spki = new X509Certificate(cert).publicKey.export({ type: "spki", format: "der" });
    return { key, cert, spki: createHash("sha256").update(spki).digest("base64") };
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    const message = "the `openssl` command is missing; it makes the test server's certificate.";
    throw new Error(`${message} On Debian: apt-get install openssl`, { cause: error });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
