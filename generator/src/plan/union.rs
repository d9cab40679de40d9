//! Unions → enums that hold values.

use super::Planner;
use super::variant::{FALLBACK, Named};
use crate::ir::{self, Branch, Type, TypeId};
use crate::rust::{Ty, Union, UnionVariant};

impl Planner<'_> {
    /// The enum of a union.
    pub(super) fn union(&mut self, id: TypeId, union: &ir::Union) -> Union {
        let named = union.branches.iter().map(|branch| Named { name: &branch.name, client_name: None, at: &branch.at });
        let names = self.variant_names(id, &named.collect::<Vec<_>>());
        let types: Vec<Ty> =
            union.branches.iter().enumerate().map(|(index, branch)| self.branch_ty(id, index, branch)).collect();
        let kinds: Vec<Ty> = union.branches.iter().map(|branch| self.ty(&self.behind_aliases(&branch.ty))).collect();
        let kinds: Vec<Ty> = kinds.into_iter().map(same_in_rust).collect();
        let variants = union.branches.iter().zip(names).zip(types.iter().zip(&kinds));
        let variants = variants.map(|((branch, (ident, was)), (ty, kind))| UnionVariant {
            name: branch.name.clone(),
            ident,
            was,
            ty: ty.clone(),
            // What is written by hand may be any type, one of the others too.
            only_of_type: !kind.is_foreign() && kinds.iter().filter(|other| *other == kind).count() == 1,
            values: branch.values.clone(),
            written: branch.values.first().filter(|_| !branch.holds_tag).cloned(),
            description: branch.description.clone(),
            source: branch.at.clone(),
        });
        Union { tag: union.tag.clone(), variants: variants.collect(), fallback: Some(FALLBACK.to_owned()) }
    }

    /// The type with what aliases in it stand for.
    fn behind_aliases(&self, ty: &Type) -> Type {
        let inside = |inner: &Type| Box::new(self.behind_aliases(inner));
        match self.api.resolve(ty).0 {
            Type::Array(item) => Type::Array(inside(item)),
            Type::Map(value) => Type::Map(inside(value)),
            Type::Nullable(inner) => Type::Nullable(inside(inner)),
            other => other.clone(),
        }
    }

    /// What a variant holds: objects in boxes, so that no variant is much larger than the others.
    fn branch_ty(&self, id: TypeId, index: usize, branch: &Branch) -> Ty {
        let ty = self.ty(&branch.ty);
        let boxed = self.api.is_object(&branch.ty) || self.facts.boxed.contains(&(id, index));
        if boxed { Ty::Boxed(Box::new(ty)) } else { ty }
    }
}

/// What is the same type in Rust whatever it is on the wire.
fn same_in_rust(ty: Ty) -> Ty {
    match ty {
        Ty::Base64 => Ty::Bytes,
        Ty::Vec(item) => Ty::Vec(Box::new(same_in_rust(*item))),
        Ty::Map(value) => Ty::Map(Box::new(same_in_rust(*value))),
        Ty::Option(inner) => Ty::Option(Box::new(same_in_rust(*inner))),
        ty => ty,
    }
}
