// Draws the API's description into the page.
const docs = document.getElementById("docs");
window.SwaggerUIBundle({ url: docs.dataset.schema, domNode: docs, deepLinking: true, validatorUrl: null });
