package model

// Recap is what an EPCI owes in an issued call, and for whom.
type Recap struct {
	Year          int
	IssuedOn      Date
	Number        *int
	Owed          Euro
	Offers        []*RecapOffer
	Beneficiaries []*RecapBeneficiary
	Rebilling     *Rebilling
}

// RecapBeneficiary is somebody who benefits from what an EPCI pays for; Rebilled is nil where the EPCI bears all.
type RecapBeneficiary struct {
	CollectivityID CollectivityID
	Code           string
	Inhabitants    int // on 1 January, 0 where nobody knows
	Imputed        Euro
	Standalone     *Euro
	Rebilled       *Euro
}

// Rebilling is how an EPCI shares what it owes with its communes, from a year on.
type Rebilling struct {
	Key                RebillingKey
	Percent            Decimal
	FromYear           int
	DeliberationNumber *string
	DeliberationDate   *Date
}

// Deliberation is the decision, nil where it is not on record.
func (r *Rebilling) Deliberation() *Deliberation {
	if r.DeliberationNumber == nil || r.DeliberationDate == nil {
		return nil
	}
	return &Deliberation{Number: *r.DeliberationNumber, Date: *r.DeliberationDate}
}
