/**
 * The manifest as people install it: without what only the development of the extension reads.
 *
 * @param manifest text of package.json
 * @returns the text for the package
 */
function shippedManifest(manifest) {
  const {
    scripts: _scripts,
    allowScripts: _allowed,
    devDependencies: _own,
    vsce: _vsce,
    ...shipped
  } = JSON.parse(manifest);
  return JSON.stringify(shipped);
}

module.exports = { shippedManifest };
