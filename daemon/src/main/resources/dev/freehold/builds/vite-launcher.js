{
  // Added by Freehold for this build: vite build gets a configuration that loads the app's own one.
  const args = process.argv.slice(2);
  const commands = ['build', 'dev', 'serve', 'preview', 'optimize'];
  const at = args.findIndex((arg) => commands.includes(arg));
  if (args[at] === 'build') {
    const alone = ['--emptyOutDir', '--force', '--clearScreen', '-w', '--watch', '--app'];
    const kept = [];
    for (let i = 0; i < args.length; i++) {
      const own = /^(?:--config|-c)(?:=(.*))?$/.exec(args[i]);
      if (own) {
        process.env.FREEHOLD_OWN_CONFIG = own[1] ?? args[++i] ?? '';
        continue;
      }
      const before = args[i - 1] ?? '';
      const isValue = before.startsWith('-') && !before.includes('=') && !alone.includes(before);
      if (i > at && !args[i].startsWith('-') && !isValue) {
        process.env.FREEHOLD_OWN_ROOT = args[i];
      }
      kept.push(args[i]);
    }
    process.argv.splice(2, args.length, ...kept, '--config', "@CONFIG@");
  }
}
