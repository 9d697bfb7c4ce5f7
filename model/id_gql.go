package model

import "io"

// AppendGQL writes the identifier as a JSON string.
func (id CollectivityID) AppendGQL(b []byte) []byte {
	return appendID(b, letterCollectivity, int64(id))
}

// MarshalGQL writes the identifier as a JSON string.
func (id CollectivityID) MarshalGQL(w io.Writer) { _, _ = w.Write(id.AppendGQL(nil)) }

// UnmarshalGQL reads an identifier.
func (id *CollectivityID) UnmarshalGQL(v any) error {
	key, err := readID(letterCollectivity, v)
	*id = CollectivityID(key)
	return err
}

// AppendGQL writes the identifier as a JSON string.
func (id OfferID) AppendGQL(b []byte) []byte { return appendID(b, letterOffer, int64(id)) }

// MarshalGQL writes the identifier as a JSON string.
func (id OfferID) MarshalGQL(w io.Writer) { _, _ = w.Write(id.AppendGQL(nil)) }

// UnmarshalGQL reads an identifier.
func (id *OfferID) UnmarshalGQL(v any) error {
	key, err := readID(letterOffer, v)
	*id = OfferID(key)
	return err
}

// AppendGQL writes the identifier as a JSON string.
func (id SubscriptionID) AppendGQL(b []byte) []byte {
	return appendID(b, letterSubscription, int64(id))
}

// MarshalGQL writes the identifier as a JSON string.
func (id SubscriptionID) MarshalGQL(w io.Writer) { _, _ = w.Write(id.AppendGQL(nil)) }

// UnmarshalGQL reads an identifier.
func (id *SubscriptionID) UnmarshalGQL(v any) error {
	key, err := readID(letterSubscription, v)
	*id = SubscriptionID(key)
	return err
}

// AppendGQL writes the identifier as a JSON string.
func (id PersonID) AppendGQL(b []byte) []byte { return appendID(b, letterPerson, int64(id)) }

// MarshalGQL writes the identifier as a JSON string.
func (id PersonID) MarshalGQL(w io.Writer) { _, _ = w.Write(id.AppendGQL(nil)) }

// UnmarshalGQL reads an identifier.
func (id *PersonID) UnmarshalGQL(v any) error {
	key, err := readID(letterPerson, v)
	*id = PersonID(key)
	return err
}

// AppendGQL writes the identifier as a JSON string.
func (id MandateID) AppendGQL(b []byte) []byte { return appendID(b, letterMandate, int64(id)) }

// MarshalGQL writes the identifier as a JSON string.
func (id MandateID) MarshalGQL(w io.Writer) { _, _ = w.Write(id.AppendGQL(nil)) }

// UnmarshalGQL reads an identifier.
func (id *MandateID) UnmarshalGQL(v any) error {
	key, err := readID(letterMandate, v)
	*id = MandateID(key)
	return err
}

// AppendGQL writes the identifier as a JSON string.
func (id RuleID) AppendGQL(b []byte) []byte { return appendID(b, letterRule, int64(id)) }

// MarshalGQL writes the identifier as a JSON string.
func (id RuleID) MarshalGQL(w io.Writer) { _, _ = w.Write(id.AppendGQL(nil)) }

// UnmarshalGQL reads an identifier.
func (id *RuleID) UnmarshalGQL(v any) error {
	key, err := readID(letterRule, v)
	*id = RuleID(key)
	return err
}

// AppendGQL writes the identifier as a JSON string.
func (id CollegeID) AppendGQL(b []byte) []byte { return appendID(b, letterCollege, int64(id)) }

// MarshalGQL writes the identifier as a JSON string.
func (id CollegeID) MarshalGQL(w io.Writer) { _, _ = w.Write(id.AppendGQL(nil)) }

// UnmarshalGQL reads an identifier.
func (id *CollegeID) UnmarshalGQL(v any) error {
	key, err := readID(letterCollege, v)
	*id = CollegeID(key)
	return err
}

// AppendGQL writes the identifier as a JSON string.
func (id SessionID) AppendGQL(b []byte) []byte { return appendID(b, letterSession, int64(id)) }

// MarshalGQL writes the identifier as a JSON string.
func (id SessionID) MarshalGQL(w io.Writer) { _, _ = w.Write(id.AppendGQL(nil)) }

// UnmarshalGQL reads an identifier.
func (id *SessionID) UnmarshalGQL(v any) error {
	key, err := readID(letterSession, v)
	*id = SessionID(key)
	return err
}

// AppendGQL writes the identifier as a JSON string.
func (id BallotID) AppendGQL(b []byte) []byte { return appendID(b, letterBallot, int64(id)) }

// MarshalGQL writes the identifier as a JSON string.
func (id BallotID) MarshalGQL(w io.Writer) { _, _ = w.Write(id.AppendGQL(nil)) }

// UnmarshalGQL reads an identifier.
func (id *BallotID) UnmarshalGQL(v any) error {
	key, err := readID(letterBallot, v)
	*id = BallotID(key)
	return err
}

// AppendGQL writes the identifier as a JSON string.
func (id CampaignID) AppendGQL(b []byte) []byte { return appendID(b, letterCampaign, int64(id)) }

// MarshalGQL writes the identifier as a JSON string.
func (id CampaignID) MarshalGQL(w io.Writer) { _, _ = w.Write(id.AppendGQL(nil)) }

// UnmarshalGQL reads an identifier.
func (id *CampaignID) UnmarshalGQL(v any) error {
	key, err := readID(letterCampaign, v)
	*id = CampaignID(key)
	return err
}

// AppendGQL writes the identifier as a JSON string.
func (id DueID) AppendGQL(b []byte) []byte { return appendID(b, letterDue, int64(id)) }

// MarshalGQL writes the identifier as a JSON string.
func (id DueID) MarshalGQL(w io.Writer) { _, _ = w.Write(id.AppendGQL(nil)) }

// UnmarshalGQL reads an identifier.
func (id *DueID) UnmarshalGQL(v any) error {
	key, err := readID(letterDue, v)
	*id = DueID(key)
	return err
}

// AppendGQL writes the identifier as a JSON string.
func (id AnomalyID) AppendGQL(b []byte) []byte { return appendID(b, letterAnomaly, int64(id)) }

// MarshalGQL writes the identifier as a JSON string.
func (id AnomalyID) MarshalGQL(w io.Writer) { _, _ = w.Write(id.AppendGQL(nil)) }

// UnmarshalGQL reads an identifier.
func (id *AnomalyID) UnmarshalGQL(v any) error {
	key, err := readID(letterAnomaly, v)
	*id = AnomalyID(key)
	return err
}
