module.exports = () => ({ name: "visual-edits" });
