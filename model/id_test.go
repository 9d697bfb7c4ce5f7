package model_test

import (
	"fmt"
	"testing"

	"maillage/model"
)

// written is an identifier as clients see it, without the quotes.
func written(id interface{ AppendGQL([]byte) []byte }) string {
	s := string(id.AppendGQL(nil))
	return s[1 : len(s)-1]
}

func TestIDsRoundTrip(t *testing.T) {
	t.Parallel()
	for _, key := range []int64{1, 42, 10_000_001, 999_999_999_999_999_999} {
		for letter, id := range map[string]interface{ AppendGQL([]byte) []byte }{
			"c": model.CollectivityID(key), "o": model.OfferID(key), "s": model.SubscriptionID(key), "p": model.PersonID(key), "m": model.MandateID(key),
			"g": model.CollegeID(key), "a": model.SessionID(key), "b": model.BallotID(key),
		} {
			s := written(id)
			if s != fmt.Sprint(letter, key) {
				t.Errorf("%T %d is written %s", id, key, s)
			}
			if read, err := model.ParseID(s); err != nil || read != id {
				t.Errorf("%s is read as %T %v, %v", s, read, read, err)
			}
		}
	}
}

func TestParseID(t *testing.T) {
	t.Parallel()
	for name, s := range map[string]string{
		"ErrEmpty": "", "ErrNoNumber": "c", "ErrNoLetter": "42", "ErrWrongLetter": "x42", "ErrCapital": "C42", "ErrZero": "c0", "ErrLeadingZero": "c042",
		"ErrNegative": "c-1", "ErrSign": "c+1", "ErrOverflow": "c9223372036854775808", "ErrLong": "c" + fmt.Sprintf("%0100d", 1), "ErrSpace": "c4 2",
		"ErrTail": "c42x", "ErrNUL": "c4\x00", "ErrDigitsOfOthers": "c٤٢", "ErrCode": "56117",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if id, err := model.ParseID(s); err == nil {
				t.Errorf("%q was read as %T %v", s, id, id)
			}
		})
	}
}

// An argument of one table refuses the identifiers of the others.
func TestUnmarshalRefusesOtherLetters(t *testing.T) {
	t.Parallel()
	readers := map[byte]interface{ UnmarshalGQL(any) error }{
		'c': new(model.CollectivityID), 'o': new(model.OfferID), 's': new(model.SubscriptionID), 'p': new(model.PersonID), 'm': new(model.MandateID),
		'g': new(model.CollegeID), 'a': new(model.SessionID), 'b': new(model.BallotID),
	}
	for own, id := range readers {
		for letter := range readers {
			err := id.UnmarshalGQL(string(letter) + "42")
			if (err == nil) != (letter == own) {
				t.Errorf("%T read %c42 with the error %v", id, letter, err)
			}
		}
		for _, v := range []any{42, nil, true, []string{"c42"}, "42", ""} {
			if err := id.UnmarshalGQL(v); err == nil {
				t.Errorf("%T read %v", id, v)
			}
		}
	}
}

func TestNoBodyIsNull(t *testing.T) {
	t.Parallel()
	if v, err := model.CollectivityID(0).Value(); v != nil || err != nil {
		t.Errorf("no body is stored as %v, %v", v, err)
	}
	if v, err := model.CollectivityID(7).Value(); v != int64(7) || err != nil {
		t.Errorf("body 7 is stored as %v, %v", v, err)
	}
}
