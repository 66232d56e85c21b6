/** The layouts as the bundler compiles them: functions from a mail's view to its text. */
declare module '*.mjml' {
  const layout: (view: import('./content.ts').MailView) => string;
  export default layout;
}

declare module '*.hbs' {
  const layout: (view: import('./content.ts').MailView) => string;
  export default layout;
}
