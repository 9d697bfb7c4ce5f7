package execution

// result holds what a call brought. It stays with its Run, empty, when the operation is over.
type result interface{ reset() }

type values[R any] struct{ list []R }

func (v *values[R]) reset() { v.list = nil }

// brought notes what a call brought, one value per parent.
func brought[R any](st *callState, list []R) {
	if v, ok := st.out.(*values[R]); ok {
		v.list = list
		return
	}
	st.out = &values[R]{list}
}
