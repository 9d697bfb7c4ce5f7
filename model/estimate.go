package model

// Estimate is what a subscription costs in a year; the rows of its lists are all there.
type Estimate struct {
	Outcome         ContributionOutcome
	Total           *Euro
	Lines           []*ContributionLine
	Payers          []*ContributionShare
	Benefiting      []*ContributionBeneficiary
	StandaloneTotal *Euro
	Saving          *Euro
	RuleID          RuleID // 0 for a draft, or where none applied
	Anomalies       []*ContributionAnomaly
}

// ContributionLine is one step of a computation; BeneficiaryID is 0 where the line is about all of them.
type ContributionLine struct {
	Label         string
	Basis         *ContributionBasis
	Explanation   string
	Amount        Euro
	Bracket       *string
	BeneficiaryID CollectivityID
}

// ContributionShare is a payer's share; PayerID is 0 for a hypothetical body.
type ContributionShare struct {
	PayerID CollectivityID
	Amount  Euro
}

// ContributionBeneficiary is what a beneficiary is imputed; BeneficiaryID is 0 for a hypothetical body.
type ContributionBeneficiary struct {
	BeneficiaryID CollectivityID
	Imputed       Euro
	Standalone    *Euro
}

// ContributionAnomaly is something that could not be computed; AboutID is 0 for a hypothetical body.
type ContributionAnomaly struct {
	Code    string
	Message string
	Path    string
	AboutID CollectivityID
}

// Simulation compares drafts with the rules in force; Compared are its lines, by the code of the payer.
type Simulation struct {
	Current, Draft, Delta      Euro
	Winners, Losers, Unchanged int
	Unpriced                   int
	ByStratum                  []*SimulationStratum
	Compared                   []*SimulationLine
	Anomalies                  []*ContributionAnomaly
}

// SimulationLine is what a payer owes by the rules in force and would owe with the drafts.
type SimulationLine struct {
	PayerID               CollectivityID
	Code                  string
	Current, Draft, Delta Euro
	DeltaRate             *Decimal
	Unpriced              bool // something that it owes today has no price with the drafts
}

// RuleCheck is what can be seen of a rule before anybody is priced; Missed are those that no rule in force prices, by code.
type RuleCheck struct {
	Monotonic bool
	Jumps     []*RuleJump
	Curve     []*ScalePoint
	Missed    []CollectivityID
}
