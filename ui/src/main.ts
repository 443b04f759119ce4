import '@fontsource/be-vietnam-pro/400.css';
import '@fontsource/be-vietnam-pro/500.css';
import '@fontsource/be-vietnam-pro/600.css';
import '@fontsource/noto-serif/400.css';
import '@fontsource/noto-serif/600.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/print.css';
import { mount } from 'svelte';
import { chooseBackend } from './ipc/choose';
import App from './views/App.svelte';

/** Vietnamese letters outside the first subset would else be drawn in another typeface for a moment. */
async function fontsReady(): Promise<void> {
  const letters = 'aăâđêôơưếừỗặ';
  const faces = ['400 15px "Be Vietnam Pro"', '500 15px "Be Vietnam Pro"', '600 15px "Be Vietnam Pro"'];
  const serif = ['400 18px "Noto Serif"', '600 18px "Noto Serif"'];
  const loaded = Promise.all([...faces, ...serif].map((face) => document.fonts.load(face, letters)));
  const enough = new Promise((resolve) => setTimeout(resolve, 800));
  await Promise.race([loaded, enough]);
}

const target = document.getElementById('app');
if (!target) throw new Error('the page has no place for the window');
await fontsReady();
mount(App, { target, props: { backend: await chooseBackend() } });
