// a module of its own: the glob's imports run before any other import of their module
// a panel brings its own when it is opened
import.meta.glob(['../../ui/**/*.css', '../../figures/**/*.css', '!**/tokens.css', '!**/*.module.css', '!**/panels/**', '!**/inputs/**'], { eager: true });
