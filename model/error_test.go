package model_test

import (
	"errors"
	"fmt"
	"testing"

	"maillage/model"
)

func TestErrors(t *testing.T) {
	t.Parallel()
	t.Run("none is nil", func(t *testing.T) {
		t.Parallel()
		var faults model.Errors
		faults.Add("name", nil)
		if err := faults.Err(); err != nil {
			t.Errorf("have %v", err)
		}
	})
	t.Run("a fault keeps its own place", func(t *testing.T) {
		t.Parallel()
		var faults model.Errors
		faults.Add("outer", model.Conflict("inner", "taken"))
		if f := faults[0]; f.Path != "inner" || f.Code != model.CodeConflict {
			t.Errorf("have %+v", f)
		}
	})
	t.Run("a fault without a place gets one, and the original is left alone", func(t *testing.T) {
		t.Parallel()
		original := model.NotFound("", "no body %d", 7)
		var faults model.Errors
		faults.Add("parent", fmt.Errorf("while looking: %w", original))
		if f := faults[0]; f.Path != "parent" || f.Code != model.CodeNotFound || f.Message != "no body 7" || original.Path != "" {
			t.Errorf("have %+v and %+v", f, original)
		}
	})
	t.Run("a foreign error is INVALID", func(t *testing.T) {
		t.Parallel()
		var faults model.Errors
		faults.Add("on", errors.New("odd"))
		if f := faults[0]; f.Path != "on" || f.Code != model.CodeInvalid || f.Message != "odd" {
			t.Errorf("have %+v", f)
		}
	})
	t.Run("all are told", func(t *testing.T) {
		t.Parallel()
		var faults model.Errors
		faults.Add("a", model.Invalid("", "first"))
		faults.Add("b", model.Invalid("", "second"))
		if err := faults.Err(); err == nil || err.Error() != "first; second" {
			t.Errorf("have %v", err)
		}
	})
}

func TestKindsOfBodies(t *testing.T) {
	t.Parallel()
	for kind, want := range map[model.CollectivityKind]model.Collectivity{
		model.CollectivityKindCommune: &model.Commune{}, model.CollectivityKindEPCI: &model.EPCI{}, model.CollectivityKindDepartment: &model.Department{},
		model.CollectivityKindRegion: &model.Region{}, model.CollectivityKindOverseasCollectivity: &model.OverseasCollectivity{},
		model.CollectivityKindPublicBody: &model.PublicBody{},
	} {
		have := model.Body{Kind: kind, ID: 7}.Of()
		if fmt.Sprintf("%T", have) != fmt.Sprintf("%T", want) || have.Base().ID != 7 {
			t.Errorf("%s is a %T of key %d", kind, have, have.Base().ID)
		}
	}
	if len(model.AllCollectivityKind) != 6 {
		t.Error("a kind is not tried here")
	}
}

func TestKindsOfOffers(t *testing.T) {
	t.Parallel()
	if _, ok := (model.OfferTerms{Kind: model.OfferBundle}).Of().(*model.Bundle); !ok {
		t.Error("a bundle is something else")
	}
	if _, ok := (model.OfferTerms{Kind: model.OfferService}).Of().(*model.Service); !ok {
		t.Error("a service is something else")
	}
}
