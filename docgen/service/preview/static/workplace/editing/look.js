// How the editor looks: its colours are those of the page, light or dark (static/editor.css names them).

import { EditorView, HighlightStyle, syntaxHighlighting, tags } from "../../vendor/codemirror/codemirror.js";

const words = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--json-name)" },
  { tag: tags.string, color: "var(--json-text)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--json-value)" },
  { tag: [tags.separator, tags.squareBracket, tags.brace], color: "var(--quiet)" },
]);

const SIGN = {
  content: "normal", width: "1.1em", height: "1.1em", marginTop: "0.2em", borderRadius: "50%", color: "var(--field)",
  font: "700 0.875em/1.1em var(--json-font)", textAlign: "center",
};

const frame = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--field)", fontSize: "0.75rem" },
  "&.cm-focused": { outline: "0" }, // the box around it has the outline
  ".cm-scroller": { overflow: "auto", fontFamily: "var(--json-font)", lineHeight: "1.5" },
  ".cm-content": { padding: "0.4rem 0", caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--field)", color: "var(--quiet)", border: "0" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "2.2em", padding: "0 0.2em" },
  ".cm-foldGutter .cm-gutterElement": { cursor: "pointer", minWidth: "0.9em", textAlign: "center" },
  ".cm-gutter-lint": { width: "1.2em" },
  ".cm-gutter-lint .cm-gutterElement": { padding: "0 0.05em" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--json-line)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--json-chosen) !important",
  },
  "&.cm-focused .cm-matchingBracket, .cm-matchingBracket": { backgroundColor: "transparent", outline: "1px solid var(--quiet)" },
  "&.cm-focused .cm-nonmatchingBracket, .cm-nonmatchingBracket": { backgroundColor: "transparent", outline: "1px solid var(--stop)" },
  ".cm-lit": { backgroundColor: "var(--lit)" },
  ".cm-foldPlaceholder": { backgroundColor: "transparent", color: "var(--quiet)", border: "1px solid var(--line)", padding: "0 0.4em" },
  ".cm-searchMatch": { backgroundColor: "transparent", outline: "1px solid var(--note)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--lit)" },
  ".cm-selectionMatch": { backgroundColor: "var(--json-line)" },

  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--stop)", textUnderlineOffset: "0.2em" },
  ".cm-lintRange-warning": { backgroundImage: "none", textDecoration: "underline wavy var(--note)", textUnderlineOffset: "0.2em" },
  ".cm-lintRange-active": { backgroundColor: "var(--json-chosen)" },
  ".cm-lintPoint-error::after": { borderBottomColor: "var(--stop)" },
  ".cm-lint-marker-error": { ...SIGN, backgroundColor: "var(--stop)" },
  ".cm-lint-marker-warning": { ...SIGN, backgroundColor: "var(--note)" },
  ".cm-lint-marker-error::after": { content: "'!'" },
  ".cm-lint-marker-warning::after": { content: "'?'" },

  ".cm-tooltip": { backgroundColor: "var(--panel)", color: "var(--ink)", border: "1px solid var(--line)", boxShadow: "var(--shade)", maxWidth: "26rem" },
  ".cm-diagnostic": { fontFamily: "Preview, system-ui, sans-serif", fontSize: "0.8125rem", whiteSpace: "pre-wrap", padding: "0.3rem 0.6rem" },
  ".cm-diagnostic-error": { borderLeft: "3px solid var(--stop)" },
  ".cm-diagnostic-warning": { borderLeft: "3px solid var(--note)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--json-font)", maxHeight: "12em" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--on-accent)" },
  ".cm-completionIcon": { display: "none" },
  ".cm-completionInfo": { fontFamily: "Preview, system-ui, sans-serif", fontSize: "0.8125rem", padding: "0.3rem 0.6rem" },

  ".cm-panels": { backgroundColor: "var(--panel)", color: "var(--ink)" },
  ".cm-panels.cm-panels-top": { borderBottom: "1px solid var(--line)" },
  ".cm-panel.cm-search": { fontFamily: "Preview, system-ui, sans-serif", padding: "0.3rem 1.6rem 0.3rem 0.4rem" },
  ".cm-panel.cm-search label": { fontSize: "0.75rem", whiteSpace: "nowrap" },
  ".cm-textfield": { backgroundColor: "var(--field)", color: "inherit", border: "1px solid var(--line)", borderRadius: "3px", fontSize: "0.75rem", padding: "0.15rem 0.3rem", margin: "0.1rem 0.3rem 0.1rem 0", width: "9rem" },
  ".cm-button": { background: "var(--field)", color: "inherit", border: "1px solid var(--line)", borderRadius: "3px", fontSize: "0.75rem", padding: "0.15rem 0.35rem", margin: "0.1rem 0.2rem 0.1rem 0", cursor: "pointer" },
  ".cm-panel.cm-search [name=close]": { color: "inherit", fontSize: "1.1rem", width: "1.5rem", height: "1.5rem", cursor: "pointer" },
  ".cm-panel :focus-visible": { outline: "2px solid var(--accent)", outlineOffset: "1px" },
});

export const look = [frame, syntaxHighlighting(words)];
