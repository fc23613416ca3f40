"""Claims that promise more than medicine can support: cure, efficacy, safety, guarantee, hype, natural, proof, cause."""
