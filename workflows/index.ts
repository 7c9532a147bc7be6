export { processDossier } from './process-dossier.js';
