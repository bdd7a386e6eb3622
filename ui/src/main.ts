/** Starts the screens: the bridge first, then who is here, then the page that fits. */
import "./tokens.css";
import "./vant-tokens.css";
import "./base.css";
import { createApp } from "vue";
import App from "./App.vue";
import { connect } from "./bridge";
import { applyPreferences } from "./composables/usePreferences";
import { followMe, loadMe } from "./composables/session";
import { followTrack } from "./composables/trackRecorder";
import { followLanguage, i18n, keptLanguage, setLanguage } from "./i18n";
import { router } from "./router";

async function start(): Promise<void> {
  applyPreferences();
  await connect();
  followMe();
  followLanguage();
  await Promise.all([loadMe(), setLanguage(keptLanguage())]);
  followTrack();
  createApp(App).use(i18n).use(router).mount("#app");
}

void start();
