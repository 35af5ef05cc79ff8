module.exports = { siteMetadata: { title: 'Choir' } };
