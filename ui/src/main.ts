import '@fontsource/be-vietnam-pro/400.css';
import '@fontsource/be-vietnam-pro/500.css';
import '@fontsource/be-vietnam-pro/600.css';
import '@fontsource/noto-serif/400.css';
import '@fontsource/noto-serif/600.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import { mount } from 'svelte';
import { chooseBackend } from './ipc/choose';
import App from './views/App.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('the page has no place for the window');
mount(App, { target, props: { backend: await chooseBackend() } });
