import tseslint from "typescript-eslint";

/** Words from people reach the page through textContent only: everything that parses markup or runs strings is banned. */
const banned = [
  ["innerHTML", "use textContent or dom.ts"],
  ["outerHTML", "use dom.ts"],
  ["insertAdjacentHTML", "use dom.ts"],
  ["srcdoc", "no markup from strings"],
];

export default tseslint.config(
  { ignores: ["node_modules/"] },
  ...tseslint.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-console": "error",
      "prefer-const": "error",
      "no-restricted-properties": [
        "error",
        ...banned.map(([property, message]) => ({ property, message })),
        { object: "document", property: "write", message: "use dom.ts" },
        { object: "document", property: "writeln", message: "use dom.ts" },
      ],
      "no-restricted-globals": ["error", "localStorage", "sessionStorage", "fetch", "XMLHttpRequest", "WebSocket"],
    },
  },
  { files: ["build.js"], rules: { "no-console": "off" } },
);
