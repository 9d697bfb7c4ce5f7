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

// AppendGQL writes the identifier as a JSON string.
func (id RequestID) AppendGQL(b []byte) []byte { return appendID(b, letterRequest, int64(id)) }

// MarshalGQL writes the identifier as a JSON string.
func (id RequestID) MarshalGQL(w io.Writer) { _, _ = w.Write(id.AppendGQL(nil)) }

// UnmarshalGQL reads an identifier.
func (id *RequestID) UnmarshalGQL(v any) error {
	key, err := readID(letterRequest, v)
	*id = RequestID(key)
	return err
}

// AppendGQL writes the identifier as a JSON string.
func (id ActivityID) AppendGQL(b []byte) []byte { return appendID(b, letterActivity, int64(id)) }

// MarshalGQL writes the identifier as a JSON string.
func (id ActivityID) MarshalGQL(w io.Writer) { _, _ = w.Write(id.AppendGQL(nil)) }

// UnmarshalGQL reads an identifier.
func (id *ActivityID) UnmarshalGQL(v any) error {
	key, err := readID(letterActivity, v)
	*id = ActivityID(key)
	return err
}

// AppendGQL writes the identifier as a JSON string.
func (id KeyID) AppendGQL(b []byte) []byte { return appendID(b, letterKey, int64(id)) }

// MarshalGQL writes the identifier as a JSON string.
func (id KeyID) MarshalGQL(w io.Writer) { _, _ = w.Write(id.AppendGQL(nil)) }

// UnmarshalGQL reads an identifier.
func (id *KeyID) UnmarshalGQL(v any) error {
	key, err := readID(letterKey, v)
	*id = KeyID(key)
	return err
}

// AppendGQL writes the identifier as a JSON string.
func (id NetworkID) AppendGQL(b []byte) []byte { return appendID(b, letterNetwork, int64(id)) }

// MarshalGQL writes the identifier as a JSON string.
func (id NetworkID) MarshalGQL(w io.Writer) { _, _ = w.Write(id.AppendGQL(nil)) }

// UnmarshalGQL reads an identifier.
func (id *NetworkID) UnmarshalGQL(v any) error {
	key, err := readID(letterNetwork, v)
	*id = NetworkID(key)
	return err
}

// AppendGQL writes the identifier as a JSON string.
func (id CharterID) AppendGQL(b []byte) []byte { return appendID(b, letterCharter, int64(id)) }

// MarshalGQL writes the identifier as a JSON string.
func (id CharterID) MarshalGQL(w io.Writer) { _, _ = w.Write(id.AppendGQL(nil)) }

// UnmarshalGQL reads an identifier.
func (id *CharterID) UnmarshalGQL(v any) error {
	key, err := readID(letterCharter, v)
	*id = CharterID(key)
	return err
}

// AppendGQL writes the identifier as a JSON string.
func (id SurveyID) AppendGQL(b []byte) []byte { return appendID(b, letterSurvey, int64(id)) }

// MarshalGQL writes the identifier as a JSON string.
func (id SurveyID) MarshalGQL(w io.Writer) { _, _ = w.Write(id.AppendGQL(nil)) }

// UnmarshalGQL reads an identifier.
func (id *SurveyID) UnmarshalGQL(v any) error {
	key, err := readID(letterSurvey, v)
	*id = SurveyID(key)
	return err
}
