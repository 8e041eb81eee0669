// a module of its own: the glob's imports run before any other import of their module
// a figure's own sheet is linked by the pages that it stands on; a panel brings its own when it is opened
import.meta.glob(['../../ui/**/*.css', '!**/tokens.css', '!**/*.module.css', '!**/panels/**', '!**/inputs/**'], { eager: true });
