/** An application for the registration of a land transfer, with every paper it needs. */
export const TRANSFER = {
  procedure: '1.013831',
  channel: 'desk',
  applicant: { name: 'Người nộp thử', kind: 'person', phone: '0900000000' },
  data: { parcel: '12-45', kind: 'sale', price: 1_500_000_000, kinship: false, transferor: 'Bên A', transferee: 'Bên B' },
  documents: ['application', 'certificate', 'contract', 'income-tax', 'registration-fee'],
};
