#!/usr/bin/env bash
# Builds static/ui from these sources. With --check: builds elsewhere and says whether the result is the same, byte for byte.
set -euo pipefail
cd "$(dirname "$0")"

kept=../ui
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

[ -d node_modules ] || npm ci --no-audit --no-fund

node fonts.mjs "$made/fonts" "$made/_fonts.scss"
node_modules/.bin/sass --load-path=node_modules --load-path="$made" --style=compressed --no-charset --no-source-map --quiet-deps \
  scss/portal.scss "$made/portal.css"
node_modules/.bin/esbuild js/portal.js --bundle --minify --format=esm --target=es2022 --charset=utf8 --legal-comments=inline \
  --log-level=warning --outfile="$made/portal.js"
cp mark.svg "$made/mark.svg"
mkdir "$made/licences"
cp licences/govuk-frontend.txt "$made/licences/"
cp node_modules/@fontsource/noto-sans/LICENSE "$made/licences/noto-fonts.txt"
rm "$made/_fonts.scss"

if [ "${1:-}" = "--check" ]; then
  diff --recursive --brief "$made" "$kept" || { echo "static/ui is not what its sources make; run static/src/build.sh" >&2; exit 1; }
  echo "static/ui is what its sources make."
else
  mkdir -p "$kept"
  rm -rf "${kept:?}"/*
  cp -R "$made"/. "$kept"/
  du -sh "$kept" | cut -f1
fi
