"""The design system: components, forms, figures and PDFs. No models, and no knowledge of the portal's subjects."""
