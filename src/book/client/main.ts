/** Brings a page to life. A text page loads this file and nothing else; figures fetch what they need when one comes near. */
import './styles.ts';
import { cardWords } from './card-words.ts';
import { islands, setters } from './islands.ts';
import { searchButton } from './search-button.ts';
import { notes } from './notes.ts';
import { lectures } from './present.ts';
import { currentPlace } from './place.ts';
import { exercises } from './exercises.ts';
import { progress } from './progress.ts';
import { themeChoice } from './theme.ts';

themeChoice();
searchButton();
currentPlace();
notes();
cardWords();
setters();
progress();
exercises();
islands();
lectures();

if (document.body.dataset['page'] === 'device') void import('./device/page.ts').then((device) => device.devicePage());
if (document.body.className === 'embed' || /[?&](only|theme)=/.test(location.search)) void import('./alone.ts').then((alone) => alone.standAlone());
// only a saved book has a service worker, and with it editions
if (navigator.serviceWorker?.controller) void import('./updates.ts').then((updates) => updates.watchUpdates());
if (document.querySelector('#ledger, [data-claims]')) void import('./ledger/here.ts').then((here) => here.ledgerHere());
