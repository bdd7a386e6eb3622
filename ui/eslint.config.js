// One lint for the screens: typescript-eslint, eslint-plugin-vue, and the house rules of ui/README.md.
import pluginVue from "eslint-plugin-vue";
import globals from "globals";
import tseslint from "typescript-eslint";

const HAN = "[\\u3400-\\u9fff]";
/** Where text would become markup, or code. What came by sync is text and stays text. */
const noMarkup = ["innerHTML", "outerHTML", "insertAdjacentHTML", "srcdoc", "createContextualFragment", "setHTMLUnsafe"].map((name) => ({
  selector: `MemberExpression[property.name='${name}'], Property[key.name='${name}']`,
  message: "Text stays text: no markup is made of strings.",
}));
const noWritten = { selector: "CallExpression[callee.object.name='document'][callee.property.name=/^write(ln)?$/]", message: "Text stays text." };
const noWordsInCode = [
  { selector: `Literal[value=/${HAN}/]`, message: "Words for people belong in src/i18n." },
  { selector: `TemplateElement[value.raw=/${HAN}/]`, message: "Words for people belong in src/i18n." },
];

export default tseslint.config(
  { ignores: ["dist/**", "test-results/**", "node_modules/**", "src/bridge/generated/**"] },
  ...tseslint.configs.strict,
  ...pluginVue.configs["flat/recommended"],
  {
    files: ["**/*.{ts,vue}"],
    languageOptions: { parserOptions: { parser: tseslint.parser }, globals: globals.browser },
    rules: {
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "no-console": "error",
      eqeqeq: "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "vue/no-bare-strings-in-template": ["error", { allowlist: ["·", "›", "‹", "（", "）", "/", ":", "："] }],
      "vue/no-v-html": "error",
      "vue/no-static-inline-styles": "error",
      "vue/block-lang": ["error", { script: { lang: "ts" } }],
      "vue/component-api-style": ["error", ["script-setup"]],
      "vue/block-order": ["error", { order: ["script", "template", "style"] }],
      "vue/max-attributes-per-line": "off",
      "vue/singleline-html-element-content-newline": "off",
      "vue/multiline-html-element-content-newline": "off",
      "vue/html-self-closing": "off",
      "vue/html-indent": "off",
      "vue/html-closing-bracket-newline": "off",
      "vue/first-attribute-linebreak": "off",
      "vue/attributes-order": "off",
    },
  },
  {
    files: ["src/**/*.{ts,vue}"],
    rules: {
      "no-restricted-syntax": ["error", ...noWordsInCode, ...noMarkup, noWritten],
      "no-restricted-imports": ["error", { patterns: [{ group: ["@tauri-apps/*"], message: "Only src/bridge talks to the host." }] }],
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-script-url": "error",
    },
  },
  { files: ["src/bridge/*.ts"], rules: { "no-restricted-imports": "off" } },
  { files: ["src/i18n/**", "src/bridge/sample/**"], rules: { "no-restricted-syntax": ["error", ...noMarkup, noWritten], "max-lines": "off" } },
  { files: ["src/gallery/**"], rules: { "no-restricted-syntax": ["error", ...noMarkup, noWritten] } },
  { files: ["scripts/**"], languageOptions: { globals: globals.browser } },
  { files: ["scripts/**", "*.config.*"], languageOptions: { globals: globals.node }, rules: { "no-console": "off" } },
);
